-- Whose clients are refused comes before the others: db-scheduler's own order, 50 is its usual priority.
update scheduled_tasks set priority = 50 where priority is null;
alter table scheduled_tasks alter column priority set default 50;
create index scheduled_tasks_urgent on scheduled_tasks (priority desc, execution_time);
