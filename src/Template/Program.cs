using AsyncJobs.Template.CommandLine;

return Commands.Run(args, Console.Out, Console.Error);
