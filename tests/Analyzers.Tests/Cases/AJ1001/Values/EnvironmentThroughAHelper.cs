using System.Globalization;
using Amazon.Lambda.Core;

public static class Env
{
    public static int Int(string name, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : fallback;
}

public static class Clients
{
    public static readonly HttpClient Partner = new()
    {
        {|AJ1001:Timeout = TimeSpan.FromSeconds(Env.Int("PARTNER_TIMEOUT", 20))|},
    };
}
