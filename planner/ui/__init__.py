"""The screens: what a focal point sees and clicks; every rule of the plan lies in the rooms below."""
