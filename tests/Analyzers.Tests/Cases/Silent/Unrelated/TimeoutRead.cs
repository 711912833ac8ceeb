using Amazon.Lambda.Core;

public class Probe(HttpClient http)
{
    public bool IsPatient => http.Timeout > TimeSpan.FromSeconds(30);

    public TimeSpan Limit() => http.Timeout == Timeout.InfiniteTimeSpan ? TimeSpan.FromSeconds(100) : http.Timeout;
}
