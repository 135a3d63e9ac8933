-- From where something came that waits for an officer: a card that she lets stand keeps it as evidence. Forgotten with what was said.
alter table phone_entry add network text;
