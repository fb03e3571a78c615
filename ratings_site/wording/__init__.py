"""How the site says things, the same on every page, in every chart and every feed: numbers, dates, ratings."""
