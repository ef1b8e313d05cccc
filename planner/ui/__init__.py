"""The screens: what a focal point sees and clicks; the rules of a plan lie in the rooms below."""
