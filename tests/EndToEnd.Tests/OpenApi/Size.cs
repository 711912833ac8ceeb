namespace AsyncJobs.EndToEnd.Tests.OpenApi;

internal readonly record struct Size(double Width, double Height);
