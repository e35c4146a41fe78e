"""Reading what people already have. Nothing they send is parsed in this process: `reader` runs in a child."""
