"""papers and confirmed credits"""

import sqlalchemy as sa
from alembic import op

from app.kit.text import fold


revision = "0002_papers"
down_revision = "0001_the_house"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "union_membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("union_slug", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("branch", sa.String(length=100), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "member", "associate", "applying", "retired", name="unionstatus", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column(
            "visibility",
            sa.Enum("only_me", "members", "public", name="unionvisibility", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_union_membership_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_union_membership")),
        sa.UniqueConstraint("person_id", "label", name=op.f("uq_union_membership_person_id_label")),
    )
    with op.batch_alter_table("union_membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_union_membership_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_union_membership_union_slug"), ["union_slug"], unique=False)

    op.create_table(
        "work_authorisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("country_code", sa.String(length=2), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_work_authorisation_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_authorisation")),
        sa.UniqueConstraint(
            "person_id", "country_code", name=op.f("uq_work_authorisation_person_id_country_code")
        ),
    )
    with op.batch_alter_table("work_authorisation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_work_authorisation_country_code"), ["country_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_work_authorisation_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("credit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("production", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column(
                "state",
                sa.Enum(
                    "self_declared",
                    "asked",
                    "confirmed",
                    "disputed",
                    "resolved",
                    "withdrawn",
                    name="creditstate",
                    native_enum=False,
                    length=32,
                ),
                nullable=False,
                server_default="self_declared",
            )
        )
        batch_op.add_column(sa.Column("state_changed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("confirmer_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("dispute", sa.String(length=500), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_credit_confirmer_id"), ["confirmer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_credit_production"), ["production"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_credit_confirmer_id_person"),
            "person",
            ["confirmer_id"],
            ["id"],
            ondelete="SET NULL",
        )

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("shows_activity", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        batch_op.add_column(sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True))

    _name_productions()


def _name_productions() -> None:
    credit = sa.table("credit", sa.column("id"), sa.column("title"), sa.column("production"))
    connection = op.get_bind()
    rows = connection.execute(sa.select(credit.c.id, credit.c.title)).all()
    named = [{"key": key, "named": fold(title)[:200]} for key, title in rows]
    if named:
        same = credit.c.id == sa.bindparam("key")
        connection.execute(credit.update().where(same).values(production=sa.bindparam("named")), named)


def downgrade() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("verified_at")
        batch_op.drop_column("shows_activity")

    with op.batch_alter_table("credit", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_credit_confirmer_id_person"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_credit_production"))
        batch_op.drop_index(batch_op.f("ix_credit_confirmer_id"))
        batch_op.drop_column("dispute")
        batch_op.drop_column("confirmed_at")
        batch_op.drop_column("confirmer_id")
        batch_op.drop_column("state_changed_at")
        batch_op.drop_column("state")
        batch_op.drop_column("production")

    with op.batch_alter_table("work_authorisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_work_authorisation_person_id"))
        batch_op.drop_index(batch_op.f("ix_work_authorisation_country_code"))

    op.drop_table("work_authorisation")
    with op.batch_alter_table("union_membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_union_membership_union_slug"))
        batch_op.drop_index(batch_op.f("ix_union_membership_person_id"))

    op.drop_table("union_membership")
