"use strict";
// Draws the charts of the page from the block data-charts.
