# Short names for the commands in bin/, which work without make as well.
.PHONY: run test check setup

run:
	@sh bin/run

test:
	@sh bin/test $(ARGS)

check:
	@sh .ci/run

setup:
	@sh bin/setup --dev
