using System.Net;

namespace AsyncJobs.Smoke;

/// <summary>Compares what a check saw with what it should have seen.</summary>
internal static class Expect
{
    /// <exception cref="CheckFailedException">They differ.</exception>
    public static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new CheckFailedException($"{what} is {actual}, and should be {expected}.");
    }

    /// <exception cref="CheckFailedException">The reply has another status.</exception>
    public static async Task StatusAsync(HttpStatusCode expected, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == expected)
            return;

        string body = await response.Content.ReadAsStringAsync(cancellationToken);
        string request = $"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri?.AbsolutePath}";
        throw new CheckFailedException($"{request} answered {(int)response.StatusCode}, and should answer {(int)expected}: {body}");
    }
}
