"""What Flask-Security says, in our words: text and category of each flash or error."""

WORDS = {
    "SECURITY_MSG_GENERIC_AUTHN_FAILED": (
        "That address and password do not fit together. If you are new, follow the link in our mail first.",
        "error",
    ),
    "SECURITY_MSG_CONFIRM_REGISTRATION": ("We have written to %(email)s.", "success"),
    "SECURITY_MSG_CHANGE_EMAIL_SENT": ("We have written to %(email)s.", "success"),
    "SECURITY_MSG_EMAIL_CONFIRMED": ("Thank you, your address is confirmed. Please sign in.", "success"),
    "SECURITY_MSG_ALREADY_CONFIRMED": ("Your address is confirmed already. Please sign in.", "info"),
    "SECURITY_MSG_INVALID_CONFIRMATION_TOKEN": (
        "This link is not whole, or an address has changed since. Have a new one mailed to you.",
        "error",
    ),
    "SECURITY_MSG_CONFIRMATION_EXPIRED": (
        "This link was good for %(within)s. Have a new one mailed to you.",
        "error",
    ),
    "SECURITY_MSG_PASSWORD_RESET_EXPIRED": (
        "This link was good for %(within)s. Have a new one mailed to you.",
        "error",
    ),
    "SECURITY_MSG_INVALID_RESET_PASSWORD_TOKEN": (
        "This link is not whole, or has been used. Have a new one mailed to you.",
        "error",
    ),
    "SECURITY_MSG_PASSWORD_RESET_NO_LOGIN": (
        "Your new password is set. All devices were signed out; please sign in with it.",
        "success",
    ),
    "SECURITY_MSG_PASSWORD_CHANGE": (
        "Your new password is set. All other devices were signed out.",
        "success",
    ),
    "SECURITY_MSG_CHANGE_EMAIL_CONFIRMED": ("Your new address is confirmed. Sign in with it.", "success"),
    "SECURITY_MSG_CHANGE_EMAIL_EXPIRED": (
        "This link was good for %(within)s. Please type the new address once more.",
        "error",
    ),
    "SECURITY_MSG_API_ERROR": ("This link is not whole, or has been used.", "error"),
    "SECURITY_MSG_ANONYMOUS_USER_REQUIRED": ("You are signed in already.", "info"),
    "SECURITY_MSG_UNAUTHENTICATED": ("Please sign in first.", "info"),
    "SECURITY_MSG_EMAIL_NOT_PROVIDED": ("Please type your email address.", "error"),
    "SECURITY_MSG_INVALID_EMAIL_ADDRESS": (
        "This does not look like an email address, such as ada@example.org.",
        "error",
    ),
    "SECURITY_MSG_PASSWORD_NOT_PROVIDED": ("Please type a password.", "error"),
    "SECURITY_MSG_INVALID_PASSWORD": ("This is not your present password.", "error"),
    "SECURITY_MSG_PASSWORD_IS_THE_SAME": ("This is the password that you have now.", "error"),
}
