namespace AsyncJobs.Page.App;

/// <summary>An address.</summary>
/// <param name="City">The city.</param>
/// <param name="CareOf">Another one.</param>
public sealed record Address(string City, Address? CareOf = null);
