using Amazon.Lambda.Core;

public class Function
{
    private static readonly TimeSpan s_functionTimeout = TimeSpan.FromMinutes(15);

    public static readonly HttpClient Http = new()
    {
        {|AJ1001:Timeout = s_functionTimeout - TimeSpan.FromSeconds(10)|},
    };
}
