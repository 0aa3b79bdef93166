return await PawPal.Operations.CommandLine.OperationsCommand.RunAsync(args);
