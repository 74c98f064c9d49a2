return await Platform.CommandLine.RunAsync(args);
