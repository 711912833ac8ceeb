public class Server(HttpClient http)
{
    public bool Stop(string url, CancellationToken stop)
    {
        using var source = new CancellationTokenSource(3000);
        Task<string> task = http.GetStringAsync(url, stop);
        return Task.{|AJ1004:WaitAny|}([task], source.Token) >= 0;
    }
}
