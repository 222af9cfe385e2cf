"""Turns a git folder of YAML records and Markdown into a site about inspection work (巡察)."""
