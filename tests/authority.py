"""Who is answered what at every door of the house: the table that test_authority.py holds the house to.

A line is an endpoint (or an event of the open line), a method, the thing of tests/world.py that is asked for, and
the status that each person gets. `door` is being sent to sign in. Where a thing may not be known the answer is 404,
the same as for what never was.

The things are the owner's unless their names say otherwise. The *viewer* works in the owner's studio without any
say, is in the teams of some of their pitches, and talks with them; the *recruiter* recruits for the studio and was
invited to read one pitch; the *blocked* are so by the owner; the *admin* keeps the words and owns nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.world import PEOPLE

DOORS = """
endpoint                      method thing                  nobody  stranger  viewer  recruiter  owner  blocked  admin

healthz                       GET    -                      200     200       200     200        200    200      200
static                        GET    file                   404     404       404     404        404    404      404
home.index                    GET    -                      200     200       200     200        200    200      200
home.about                    GET    -                      200     200       200     200        200    200      200
home.favicon                  GET    -                      302     302       302     302        302    302      302
home.robots                   GET    -                      200     200       200     200        200    200      200
home.still_free               POST   -                      door    409       409     409        303    409      409

security.login                GET    -                      200     303       303     303        303    303      303
security.login                POST   -                      422     303       303     303        303    303      303
security.register             GET    -                      200     303       303     303        303    303      303
security.register             POST   -                      422     303       303     303        303    303      303
security.logout               POST   -                      door    303       303     303        303    303      303
security.forgot_password      GET    -                      200     200       200     200        200    200      200
security.forgot_password      POST   -                      422     422       422     422        422    422      422
security.reset_password       GET    false token            303     303       303     303        303    303      303
security.reset_password       POST   false token            303     303       303     303        303    303      303
security.send_confirmation    GET    -                      200     200       200     200        200    200      200
security.send_confirmation    POST   -                      422     422       422     422        422    422      422
security.confirm_email        GET    false token            303     303       303     303        303    303      303
security.confirm_email        POST   false token            303     303       303     303        303    303      303
security.change_password      GET    -                      door    200       200     200        200    200      200
security.change_password      POST   -                      door    422       422     422        422    422      422
security.change_email         GET    -                      door    200       200     200        200    200      200
security.change_email         POST   -                      door    422       422     422        422    422      422
security.change_email_confirm GET    false token            303     303       303     303        303    303      303
security.static               GET    file                   404     404       404     404        404    404      404
accounts.settings             GET    -                      door    200       200     200        200    200      200
accounts.close                GET    -                      door    200       200     200        200    200      200
accounts.close                POST   -                      door    422       422     422        422    422      422
accounts.end_session          POST   session                door    404       404     404        303    404      404
accounts.end_other_sessions   POST   -                      door    303       303     303        303    303      303
accounts.claim                GET    claim                  200     200       200     200        200    200      200
accounts.claim                GET    false token            404     404       404     404        404    404      404
accounts.claim                POST   claim                  422     422       422     422        422    422      422
accounts.claim                POST   false token            404     404       404     404        404    404      404
accounts.mailed               GET    -                      200     200       200     200        200    200      200
accounts.mailbox              GET    -                      404     404       404     404        404    404      404
accounts.mailbox_letter       GET    letter                 404     404       404     404        404    404      404

taxonomy.credits              GET    -                      200     200       200     200        200    200      200
taxonomy.complete             GET    a kind                 200     200       200     200        200    200      200
taxonomy.index                GET    -                      door    403       403     403        403    403      200
taxonomy.new                  GET    -                      door    403       403     403        403    403      200
taxonomy.new                  POST   -                      door    403       403     403        403    403      422
taxonomy.edit                 GET    position               door    403       403     403        403    403      200
taxonomy.edit                 POST   position               door    403       403     403        403    403      422
taxonomy.retire               POST   position               door    403       403     403        403    403      303
taxonomy.restore              POST   position               door    403       403     403        403    403      303
taxonomy.queue                GET    -                      door    403       403     403        403    403      200
taxonomy.settle_as_position   POST   suggestion             door    403       403     403        403    403      303
taxonomy.settle_as_alias      POST   suggestion             door    403       403     403        403    403      303
taxonomy.settle_as_skill      POST   suggestion             door    403       403     403        403    403      303
taxonomy.dismiss              POST   suggestion             door    403       403     403        403    403      303

people.index                  GET    -                      200     200       200     200        200    200      200
people.show                   GET    owner                  200     200       200     200        200    404      200
people.show                   GET    members only           404     200       200     200        200    200      200
people.show                   GET    hidden                 404     404       404     404        404    404      404
people.show                   GET    unlisted               404     404       404     404        404    404      404
people.picture                GET    picture                200     200       200     200        200    200      200
people.confirm_block          GET    owner                  door    200       200     200        403    404      200
people.confirm_block          GET    hidden                 door    404       404     404        404    404      404
people.block                  POST   owner                  door    303       303     303        403    404      303
people.block                  POST   hidden                 door    404       404     404        404    404      404
people.unblock                POST   blocked                door    404       404     404        303    404      404
people.arrive                 GET    -                      door    303       303     303        303    303      303
people.welcome                GET    -                      door    200       200     200        200    200      200
people.welcome                POST   -                      door    422       422     422        422    422      422
people.welcome_place          GET    -                      door    200       200     200        200    200      200
people.welcome_place          POST   -                      door    303       303     303        303    303      303
people.welcome_you            GET    -                      door    200       200     200        200    200      200
people.welcome_you            POST   -                      door    422       422     422        422    422      422
people.edit                   GET    -                      door    200       200     200        200    200      200
people.edit                   POST   -                      door    303       303     303        303    303      303
people.set_portrait           POST   -                      door    422       422     422        422    422      422
people.remove_portrait        POST   -                      door    303       303     303        303    303      303
people.edit_work              GET    -                      door    200       200     200        200    200      200
people.edit_work              POST   -                      door    303       303     303        303    303      303
people.edit_places            GET    -                      door    200       200     200        200    200      200
people.edit_places            POST   -                      door    303       303     303        303    303      303
people.edit_papers            GET    -                      door    200       200     200        200    200      200
people.edit_papers            POST   -                      door    303       303     303        303    303      303
people.edit_availability      GET    -                      door    200       200     200        200    200      200
people.edit_availability      POST   -                      door    422       422     422        422    422      422
people.remove_days            POST   days                   door    404       404     404        303    404      404
people.confirm_days           POST   -                      door    409       409     409        303    409      409
people.say_word               POST   -                      door    422       422     422        422    422      422
people.edit_credits           GET    -                      door    200       200     200        200    200      200
people.edit_credits           POST   -                      door    422       422     422        422    422      422
people.edit_credit            GET    credit                 door    404       404     404        200    404      404
people.edit_credit            POST   credit                 door    404       404     404        303    404      404
people.remove_credit          POST   credit                 door    404       404     404        303    404      404
people.ask_to_confirm         GET    credit                 door    404       404     404        200    404      404
people.ask_to_confirm         POST   credit                 door    404       404     404        303    404      404
people.ask_to_confirm         POST   asked credit           door    404       404     404        409    404      404
people.take_back_asking       POST   asked credit           door    404       404     404        303    404      404
people.take_back_asking       POST   credit                 door    404       404     404        409    404      404
people.withdraw_credit        POST   disputed credit        door    404       404     404        303    404      404
people.withdraw_credit        POST   credit                 door    404       404     404        409    404      404
people.askings                GET    -                      door    200       200     200        200    200      200
people.asking                 GET    asked credit           door    404       200     404        404    404      404
people.asking                 GET    viewer's credit        door    404       404     404        200    404      404
people.asking                 GET    blocked's credit       door    404       404     404        404    404      404
people.confirm_credit         POST   asked credit           door    404       303     404        404    404      404
people.confirm_credit         POST   blocked's credit       door    404       404     404        404    404      404
people.dispute_credit         POST   asked credit           door    404       303     404        404    404      404
people.dispute_credit         POST   disputed credit        door    404       409     404        404    404      404
people.edit_portfolio         GET    -                      door    200       200     200        200    200      200
people.add_picture            POST   -                      door    422       422     422        422    422      422
people.add_reel               POST   -                      door    422       422     422        422    422      422
people.edit_piece             GET    piece                  door    404       404     404        200    404      404
people.edit_piece             POST   piece                  door    404       404     404        303    404      404
people.move_piece             POST   piece                  door    404       404     404        303    404      404
people.remove_piece           POST   piece                  door    404       404     404        303    404      404
people.edit_privacy           GET    -                      door    200       200     200        200    200      200
people.edit_privacy           POST   -                      door    303       303     303        303    303      303
people.list_me                POST   -                      door    303       303     303        303    303      303

messaging.index               GET    -                      door    200       200     200        200    200      200
messaging.show                GET    conversation           door    404       200     404        200    404      404
messaging.show                GET    shut conversation      door    404       404     404        404    404      404
messaging.show                GET    others' conversation   door    404       404     404        404    404      404
messaging.messages            GET    conversation           door    404       200     404        200    404      404
messaging.messages            GET    shut conversation      door    404       404     404        404    404      404
messaging.messages            GET    others' conversation   door    404       404     404        404    404      404
messaging.post                POST   conversation           door    404       303     404        303    404      404
messaging.post                POST   shut conversation      door    404       404     404        404    404      404
messaging.post                POST   others' conversation   door    404       404     404        404    404      404
messaging.read                POST   conversation           door    404       303     404        303    404      404
messaging.read                POST   others' conversation   door    404       404     404        404    404      404
messaging.leave               POST   conversation           door    404       303     404        303    404      404
messaging.leave               POST   others' conversation   door    404       404     404        404    404      404
messaging.remove              POST   message                door    404       403     404        303    404      404
messaging.remove              POST   viewer's message       door    404       303     404        403    404      404
messaging.remove              POST   shut message           door    404       404     404        404    404      404
messaging.remove              POST   others' message        door    404       404     404        404    404      404
messaging.open_direct         POST   owner                  door    303       303     303        403    404      303
messaging.open_direct         POST   hidden                 door    404       404     404        404    404      404

pitches.index                 GET    -                      200     200       200     200        200    200      200
pitches.mine                  GET    -                      door    200       200     200        200    200      200
pitches.of_person             GET    owner                  200     200       200     200        200    404      200
pitches.of_person             GET    hidden                 404     404       404     404        404    404      404
pitches.new                   GET    -                      door    200       200     200        200    200      200
pitches.new                   POST   -                      door    422       422     422        422    422      422
pitches.show                  GET    pitch                  200     200       200     200        200    404      200
pitches.show                  GET    members pitch          404     200       200     200        200    404      200
pitches.show                  GET    invited pitch          404     404       404     200        200    404      404
pitches.show                  GET    private pitch          404     404       200     404        200    404      404
pitches.show                  GET    draft pitch            404     404       404     404        200    404      404
pitches.show                  GET    archived pitch         404     404       404     404        200    404      404
pitches.edit                  GET    pitch                  door    403       403     403        200    404      403
pitches.edit                  GET    invited pitch          door    404       404     403        200    404      404
pitches.edit                  GET    draft pitch            door    404       404     404        200    404      404
pitches.edit                  GET    archived pitch         door    404       404     404        409    404      404
pitches.edit                  POST   pitch                  door    403       403     403        422    404      403
pitches.edit                  POST   draft pitch            door    404       404     404        422    404      404
pitches.step                  POST   pitch                  door    403       403     403        303    404      403
pitches.step                  POST   draft pitch            door    404       404     404        409    404      404
pitches.talk                  POST   pitch                  door    303       303     303        403    404      303
pitches.talk                  POST   invited pitch          door    404       404     303        403    404      404
pitches.talk                  POST   draft pitch            door    404       404     404        403    404      404
pitches.team                  GET    pitch                  door    403       403     403        200    404      403
pitches.team                  GET    draft pitch            door    404       404     404        200    404      404
pitches.team                  POST   pitch                  door    403       403     403        422    404      403
pitches.team                  POST   draft pitch            door    404       404     404        422    404      404
pitches.dismiss               POST   pitch part             door    403       403     403        303    404      403
pitches.dismiss               POST   crossed pitch part     door    403       403     403        404    404      403
pitches.answer                POST   rival pitch            door    404       404     404        303    404      404
pitches.answer                POST   pitch                  door    403       403     403        403    404      403
pitches.leave                 POST   pitch                  door    403       303     403        403    404      403
pitches.leave                 POST   draft pitch            door    404       404     404        403    404      404
pitches.invitations           GET    invited pitch          door    404       404     403        200    404      404
pitches.invitations           GET    pitch                  door    403       403     403        200    404      403
pitches.invitations           POST   invited pitch          door    404       404     403        422    404      404
pitches.withdraw              POST   invitation             door    404       404     403        303    404      404
pitches.withdraw              POST   crossed invitation     door    404       404     403        404    404      404

studios.index                 GET    -                      200     200       200     200        200    200      200
studios.new                   GET    -                      door    200       200     200        200    200      200
studios.new                   POST   -                      door    422       422     422        422    422      422
studios.show                  GET    studio                 200     200       200     200        200    200      200
studios.show                  GET    closed studio          404     404       404     404        404    404      404
studios.edit                  GET    studio                 door    403       403     403        200    403      403
studios.edit                  GET    closed studio          door    404       404     404        404    404      404
studios.edit                  POST   studio                 door    403       403     403        303    403      403
studios.team                  GET    studio                 door    403       200     200        200    403      403
studios.team                  GET    closed studio          door    404       404     404        404    404      404
studios.team                  POST   studio                 door    403       403     403        422    403      403
studios.accept                POST   asked part             door    404       403     403        403    404      404
studios.accept                POST   asked of owner         door    404       404     404        303    404      404
studios.accept                POST   crossed studio part    door    404       404     404        404    404      404
studios.decline               POST   asked part             door    404       403     403        403    404      404
studios.decline               POST   asked of owner         door    404       404     404        303    404      404
studios.change_role           POST   studio part            door    404       403     403        303    404      404
studios.change_role           POST   crossed studio part    door    404       404     404        404    404      404
studios.remove                POST   studio part            door    404       303     403        303    404      404
studios.remove                POST   asked part             door    404       403     403        303    404      404
studios.remove                POST   crossed studio part    door    404       404     404        404    404      404

hiring.index                  GET    -                      200     200       200     200        200    200      200
hiring.of_studio              GET    studio                 200     200       200     200        200    200      200
hiring.of_studio              GET    closed studio          404     404       404     404        404    404      404
hiring.of_pitch               GET    pitch                  200     200       200     200        200    404      200
hiring.of_pitch               GET    draft pitch            404     404       404     404        200    404      404
hiring.new                    GET    studio                 door    403       403     200        200    403      403
hiring.new                    GET    closed studio          door    404       404     404        404    404      404
hiring.new                    POST   studio                 door    403       403     422        422    403      403
hiring.new_for_pitch          GET    pitch                  door    403       403     403        200    404      403
hiring.new_for_pitch          GET    draft pitch            door    404       404     404        200    404      404
hiring.new_for_pitch          POST   pitch                  door    403       403     403        422    404      403
hiring.show                   GET    role                   200     200       200     200        200    404      200
hiring.show                   GET    paused role            200     200       200     200        200    404      200
hiring.show                   GET    draft role             404     404       200     200        200    404      404
hiring.show                   GET    pitch role             200     200       200     200        200    404      200
hiring.show                   GET    role of draft          404     404       404     404        200    404      404
hiring.edit                   GET    role                   door    403       403     200        200    404      403
hiring.edit                   GET    closed role            door    403       403     409        409    404      403
hiring.edit                   GET    draft role             door    404       403     200        200    404      404
hiring.edit                   GET    pitch role             door    403       403     403        200    404      403
hiring.edit                   POST   role                   door    403       403     422        422    404      403
hiring.edit                   POST   draft role             door    404       403     422        422    404      404
hiring.publish                POST   draft role             door    404       403     303        303    404      404
hiring.publish                POST   paused role            door    403       403     303        303    404      403
hiring.pause                  POST   role                   door    403       403     303        303    404      403
hiring.pause                  POST   draft role             door    404       403     409        409    404      404
hiring.close                  POST   role                   door    403       403     303        303    404      403
hiring.close                  POST   draft role             door    404       403     409        409    404      404
hiring.close                  POST   pitch role             door    403       403     403        303    404      403
hiring.apply                  POST   role                   door    303       403     403        403    404      303
hiring.apply                  POST   rival role             door    303       303     303        409    303      303
hiring.apply                  POST   closed role            door    409       403     403        403    404      409
hiring.apply                  POST   draft role             door    404       403     403        403    404      404
hiring.apply                  POST   role of draft          door    404       404     404        403    404      404
hiring.of_role                GET    role                   door    403       403     200        200    404      403
hiring.of_role                GET    draft role             door    404       403     200        200    404      404
hiring.of_role                GET    pitch role             door    403       403     403        200    404      403
hiring.mine                   GET    -                      door    200       200     200        200    200      200
hiring.application            GET    application            door    404       404     200        200    404      404
hiring.application            GET    blocked's application  door    404       404     200        404    200      404
hiring.application            GET    own application        door    404       404     404        200    404      404
hiring.shortlist              POST   application            door    404       404     303        303    404      404
hiring.shortlist              POST   own application        door    404       404     404        403    404      404
hiring.accept                 POST   application            door    404       404     303        303    404      404
hiring.accept                 POST   blocked's application  door    404       404     303        404    403      404
hiring.accept                 POST   own application        door    404       404     404        403    404      404
hiring.decline                POST   application            door    404       404     303        303    404      404
hiring.decline                POST   own application        door    404       404     404        403    404      404
hiring.withdraw               POST   application            door    404       404     403        403    404      404
hiring.withdraw               POST   own application        door    404       404     404        303    404      404
hiring.converse               POST   application            door    404       404     303        303    404      404
hiring.converse               POST   own application        door    404       404     404        303    404      404
hiring.converse               POST   blocked's application  door    404       404     303        404    409      404

lists.index                   GET    -                      door    200       200     200        200    200      200
lists.new                     GET    -                      door    200       200     200        200    200      200
lists.new                     POST   -                      door    422       422     422        422    422      422
lists.add                     GET    viewer                 door    200       403     200        200    200      200
lists.add                     GET    owner                  door    200       200     200        403    404      200
lists.add                     GET    hidden                 door    404       404     404        404    404      404
lists.add                     POST   viewer                 door    303       403     303        303    303      303
lists.add                     POST   owner                  door    303       303     303        403    404      303
lists.add                     POST   hidden                 door    404       404     404        404    404      404
lists.show                    GET    list                   door    404       404     404        200    404      404
lists.show                    GET    studio list            door    404       200     200        200    404      404
lists.show                    GET    archived list          door    404       404     404        200    404      404
lists.show                    GET    rival list             door    404       404     404        404    404      404
lists.as_table                GET    list                   door    404       404     404        200    404      404
lists.as_table                GET    studio list            door    404       200     200        200    404      404
lists.as_paper                GET    list                   door    404       404     404        200    404      404
lists.as_paper                GET    studio list            door    404       200     200        200    404      404
lists.edit                    GET    list                   door    404       404     404        200    404      404
lists.edit                    GET    studio list            door    404       403     200        200    404      404
lists.edit                    POST   list                   door    404       404     404        422    404      404
lists.edit                    POST   studio list            door    404       403     422        422    404      404
lists.archive                 POST   list                   door    404       404     404        303    404      404
lists.archive                 POST   studio list            door    404       403     303        303    404      404
lists.bring_back              POST   archived list          door    404       404     404        303    404      404
lists.bring_back              POST   studio list            door    404       403     303        303    404      404
lists.copy                    POST   list                   door    404       404     404        303    404      404
lists.copy                    POST   studio list            door    404       400     403        403    404      404
lists.delete                  GET    list                   door    404       404     404        200    404      404
lists.delete                  GET    studio list            door    404       403     403        200    404      404
lists.delete                  POST   list                   door    404       404     404        303    404      404
lists.delete                  POST   studio list            door    404       403     403        303    404      404
lists.note                    POST   list's entry           door    404       404     404        303    404      404
lists.note                    POST   studio list's entry    door    404       403     303        303    404      404
lists.note                    POST   archived list's entry  door    404       404     404        409    404      404
lists.note                    POST   blocked entry          door    404       404     404        404    404      404
lists.note                    POST   crossed entry          door    404       404     404        404    404      404
lists.move                    POST   list's entry           door    404       404     404        303    404      404
lists.move                    POST   studio list's entry    door    404       403     303        303    404      404
lists.move                    POST   archived list's entry  door    404       404     404        409    404      404
lists.move                    POST   blocked entry          door    404       404     404        404    404      404
lists.remove                  POST   list's entry           door    404       404     404        303    404      404
lists.remove                  POST   studio list's entry    door    404       403     303        303    404      404
lists.remove                  POST   archived list's entry  door    404       404     404        409    404      404
lists.remove                  POST   blocked entry          door    404       404     404        404    404      404
lists.remove                  POST   crossed entry          door    404       404     404        404    404      404

notifications.index           GET    -                      door    200       200     200        200    200      200
notifications.follow          GET    notice                 door    404       404     404        303    404      404
notifications.see_all         POST   -                      door    303       303     303        303    303      303

search.index                  GET    -                      200     200       200     200        200    200      200
search_api.people             GET    -                      200     200       200     200        200    200      200
search_api.complete           GET    -                      200     200       200     200        200    200      200

alerts.index                  GET    -                      door    200       200     200        200    200      200
alerts.save                   GET    -                      door    200       200     200        200    200      200
alerts.save                   POST   -                      door    422       422     422        422    422      422
alerts.edit                   GET    saved search           door    404       404     404        200    404      404
alerts.edit                   POST   saved search           door    404       404     404        303    404      404
alerts.watch                  POST   saved search           door    404       303     303        303    404      404
alerts.remove                 POST   saved search           door    404       403     403        303    404      404
alerts.found                  GET    found                  door    404       404     404        200    404      404
"""

EVENTS = """
endpoint                      method thing                  nobody  stranger  viewer  recruiter  owner  blocked  admin

post                          event  conversation           401     404       200     404        200    404      404
post                          event  shut conversation      401     404       404     404        404    404      404
post                          event  others' conversation   401     404       404     404        404    404      404
read                          event  conversation           401     404       200     404        200    404      404
read                          event  shut conversation      401     404       404     404        404    404      404
read                          event  others' conversation   401     404       404     404        404    404      404
typing                        event  conversation           401     404       200     404        200    404      404
typing                        event  shut conversation      401     404       404     404        404    404      404
typing                        event  others' conversation   401     404       404     404        404    404      404
catch_up                      event  conversation           401     404       200     404        200    404      404
catch_up                      event  shut conversation      401     404       404     404        404    404      404
catch_up                      event  others' conversation   401     404       404     404        404    404      404
unread                        event  -                      401     200       200     200        200    200      200
"""

# What is sent where an empty form would be refused before it is asked whose it is.
FORMS: dict[str, dict[str, str]] = {
    "hiring.close": {"outcome": "closed"},
    "people.ask_to_confirm": {"handle": "viewer-person"},
    "people.dispute_credit": {"why": "That was somebody else."},
    "lists.add": {"shortlist": "new", "name": "Crew"},
    "lists.note": {"progress": "yes", "note": "Good"},
    "lists.copy": {"studio": "northlight-pictures"},
    "messaging.post": {"body": "Hello", "client_id": "0123456789abcdef"},
    "messaging.read": {"seq": "1"},
    "pitches.answer": {"say": "yes"},
    "pitches.step": {"to": "paused"},
    "studios.change_role": {"role": "editor"},
    "taxonomy.settle_as_alias": {"position": "Gaffer"},
    "taxonomy.settle_as_position": {"department": "camera"},
    "taxonomy.settle_as_skill": {"kind": "craft"},
}
PAYLOADS: dict[str, dict[str, Any]] = {
    "post": {"body": "Hello", "client_id": "0123456789abcdef"},
    "read": {"seq": 1},
    "catch_up": {"after": 0},
}


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    door: str
    method: str
    thing: str
    answers: dict[str, str]

    @property
    def is_unsafe(self) -> bool:
        return self.method not in ("GET", "HEAD")

    def __str__(self) -> str:
        return f"{self.method} {self.door} ({self.thing})"


def lines(table: str) -> list[Line]:
    """The lines of one of the tables above; a thing's name may be of several words."""
    rows = [row.split() for row in table.splitlines()[2:] if row.strip()]
    many = -len(PEOPLE)
    return [Line(row[0], row[1], " ".join(row[2:many]), dict(zip(PEOPLE, row[many:], strict=True))) for row in rows]
