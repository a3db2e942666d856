-- What came back since midnight, over all sources: hours are found without walking every source.
create index rollups_hour on rollups (workspace_id, hour);
