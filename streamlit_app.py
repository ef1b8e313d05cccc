"""The planner's screens: `r2p-planner serve` runs this file, `streamlit run streamlit_app.py` too."""

import streamlit as st

from planner.ui import navigation, serving

if __name__ == "__main__":  # Streamlit draws a page
    navigation.run()
else:  # the server starts
    app = st.App(
        __file__,
        lifespan=serving.warmed_up,
        routes=serving.ROUTES,
        middleware=serving.MIDDLEWARE,
    )
