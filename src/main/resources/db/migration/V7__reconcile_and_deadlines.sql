-- Whose turn it is at what is done now and then, over all replicas.
create table round (
  what     varchar(600) primary key,
  due_at   timestamp with time zone not null,
  taken_at timestamp with time zone not null
);

-- The keys that each resource was last seen with, as fingerprints. calm_at: when all was seen and in order last.
create table key_seen (
  resource              varchar(500) primary key,
  primary_fingerprint   varchar(60)  not null,
  secondary_fingerprint varchar(60)  not null,
  seen_at               timestamp with time zone not null,
  calm_at               timestamp with time zone not null
);

-- Deadlines that notices state. announced_at: the moment of the last step towards it that was announced.
create table notice_deadline (
  resource     varchar(500) not null,
  tracking_id  varchar(450) not null,
  incident     varchar(64)  not null references incident (id),
  title        varchar(500) not null,
  noticed_at   timestamp with time zone not null,
  due_at       timestamp with time zone not null,
  announced_at timestamp with time zone,
  met_at       timestamp with time zone,
  primary key (resource, tracking_id)
);
create index notice_deadline_open on notice_deadline (met_at, due_at);
