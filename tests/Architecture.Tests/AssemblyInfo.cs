// A script that one test has just written cannot be run while another's process is being started, which for a moment holds every open file.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
