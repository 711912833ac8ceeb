namespace AsyncJobs.Local.OpenApi;

/// <summary>What an application lets its callers do beyond what every application does.</summary>
/// <param name="AllowsPurge">Whether callers may remove their jobs.</param>
internal readonly record struct OpenApiSettings(bool AllowsPurge);
