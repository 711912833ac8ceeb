namespace AsyncJobs.Binding;

/// <summary>A step into an object or an array of a JSON document.</summary>
/// <param name="ContainerStart">Where the object or array begins, in bytes.</param>
/// <param name="Name">The member's name; null for an element of an array.</param>
/// <param name="Index">The element's number.</param>
internal readonly record struct JsonStep(int ContainerStart, string? Name, int Index);
