-- The exclusion constraint is no help in finding the unit of a position: a GiST probe costs ten times one of a B-tree.
create index ix_position_placement_position on position_placement (organization_id, position_id);
