namespace AsyncJobs.Generator.Model;

/// <summary>The method that registers the services.</summary>
/// <param name="Method">The method as C# refers to it.</param>
/// <param name="IsHostBuilder">Whether it takes nothing and returns a builder of a host, whose services are meant; else it takes the
/// services.</param>
/// <param name="UseDiagnostics">Ids of the diagnostics that attributes put on the use of the method.</param>
/// <param name="AtStart">Whether it is called when the process starts.</param>
internal sealed record ServicesModel(
    string Method, bool IsHostBuilder = false, EquatableArray<string> UseDiagnostics = default, bool AtStart = false);
