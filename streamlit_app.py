"""The planner's screens, run by `r2p-planner serve` or `streamlit run streamlit_app.py`."""

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
        on_script_error=serving.went_wrong,
    )
