"""Page: what a balance found as one web page, readable without script, picture or network."""
