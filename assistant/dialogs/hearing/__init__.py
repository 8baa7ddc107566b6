"""What a person writes of their own accord: what it means, and where it leads.

``hearing`` decides, ``routes`` says which screen a meaning opens, ``windows`` ask where there is a
choice, ``passing`` hands words over to people.
"""
