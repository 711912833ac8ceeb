using Amazon.Lambda.Core;

/// <summary>Calls <see cref="HttpClient.GetAsync(string)"/>.</summary>
public class Names
{
    public static string Method => nameof(HttpClient.GetStringAsync);

    public static string Property => nameof(HttpClient.Timeout);
}
