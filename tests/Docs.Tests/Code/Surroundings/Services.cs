// For examples whose class takes services and that do not show where these are registered: part of their project.
internal static class SurroundingServices
{
    [JobServices]
    internal static void Configure(IServiceCollection services) => services.AddSingleton(TimeProvider.System);
}
