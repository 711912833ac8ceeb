namespace AsyncJobs.Tool.CommandLine;

/// <summary>The command line of <c>redeliver</c>.</summary>
internal sealed class RedeliverSettings : JobSettings;
