"use strict";
// Sorts and filters the tables of the page.
