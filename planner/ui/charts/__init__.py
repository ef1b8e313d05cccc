"""Results as figures: the only room that knows plotly. Colours come from the theme alone.

A figure takes the chart colours of the theme of the moment, light or dark, because none of its
traces names a colour of its own; what a colour says is always also said by text, mark or pattern.
"""
