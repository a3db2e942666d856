-- languages

-- BCP 47, as the screens speak it to this member; null: as the browser asks. Not bound to the languages
-- there are: another release may bring more, or fewer, and what is not there is English.
alter table members add column language text check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$');
