// Whole processes, one broker and its one journal queue: tests that ran at once would take each other's messages and cores.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
