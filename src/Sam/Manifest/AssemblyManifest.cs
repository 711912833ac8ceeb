namespace AsyncJobs.Sam.Manifest;

/// <summary>What an assembly says of its jobs.</summary>
/// <param name="Assembly">The assembly's name.</param>
/// <param name="Framework">The version of .NET that it is built for; null where it is not for .NET.</param>
/// <param name="App">Null in an assembly without jobs.</param>
/// <param name="Jobs">The jobs, by name.</param>
/// <param name="Owner">Who owns a job, as the build said with <c>AsyncJobsOwner</c>; null where it did not.</param>
/// <param name="CorsOrigins">Whose pages may call, as the build said with <c>AsyncJobsCorsOrigins</c>; null where it did not.</param>
internal sealed record AssemblyManifest(
    string Assembly, Version? Framework, AppManifest? App, IReadOnlyList<JobManifest> Jobs, string? Owner = null, string? CorsOrigins = null);
