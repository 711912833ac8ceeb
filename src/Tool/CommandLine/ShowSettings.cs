namespace AsyncJobs.Tool.CommandLine;

/// <summary>The command line of <c>show</c>.</summary>
internal sealed class ShowSettings : JobSettings;
