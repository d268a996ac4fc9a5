"""What people do with their profiles. The actor is the person whose profile it is: none other is reached."""

from app.people.actions.comings import be_here, claim, leave, make_admin
from app.people.actions.credits import add_credit, change_credit, remove_credit
from app.people.actions.days import confirm_days, say_days, say_word, take_back_days
from app.people.actions.directory import bring_in
from app.people.actions.first_run import appear, say_base, say_trade
from app.people.actions.papers import say_papers
from app.people.actions.places import say_places
from app.people.actions.portfolio import add_picture, add_reel, change_item, move_item, remove_item
from app.people.actions.privacy import block, list_me, set_privacy, unblock, unlist_me
from app.people.actions.profile import describe, introduce, remove_portrait, set_portrait
from app.people.actions.vouching import (
    ask_to_confirm,
    confirm_credit,
    dispute_credit,
    take_back_asking,
    withdraw_credit,
)
from app.people.actions.words import settle_word
from app.people.actions.work import say_work

__all__ = [
    "add_credit",
    "add_picture",
    "add_reel",
    "appear",
    "ask_to_confirm",
    "be_here",
    "block",
    "bring_in",
    "change_credit",
    "change_item",
    "claim",
    "confirm_credit",
    "confirm_days",
    "describe",
    "dispute_credit",
    "introduce",
    "leave",
    "list_me",
    "make_admin",
    "move_item",
    "remove_credit",
    "remove_item",
    "remove_portrait",
    "say_base",
    "say_days",
    "say_papers",
    "say_places",
    "say_trade",
    "say_word",
    "say_work",
    "set_portrait",
    "set_privacy",
    "settle_word",
    "take_back_asking",
    "take_back_days",
    "unblock",
    "unlist_me",
    "withdraw_credit",
]
