// One broker, one database server, all of which get killed: one case at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
