namespace AsyncJobs.EndToEnd.App;

public sealed record Echo(string Text);
