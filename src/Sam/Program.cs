using AsyncJobs.Sam.CommandLine;

return Commands.Run(args, Console.Out, Console.Error);
