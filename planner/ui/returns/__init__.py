"""The desk of returns on screen: workbooks out, many back at once, settled before Apply."""
