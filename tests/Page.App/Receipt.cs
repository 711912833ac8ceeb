namespace AsyncJobs.Page.App;

/// <summary>What reached a job.</summary>
public sealed record Receipt(string Region, DateOnly Day, Order Order, string[] Tags, int? Priority, string? Channel);
