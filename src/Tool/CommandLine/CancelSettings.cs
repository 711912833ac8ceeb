namespace AsyncJobs.Tool.CommandLine;

/// <summary>The command line of <c>cancel</c>.</summary>
internal sealed class CancelSettings : JobSettings;
