-- Of a workbook: which sheet and row the list was taken from, in words.
alter table roster_import add column taken_from text;
-- By its headings a list of the same employer is known again, and read as the last one was.
alter table roster_import add column headings jsonb;
