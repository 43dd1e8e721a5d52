"use strict";
// Draws the map of the page from the block data-map.
