public class Downloads(HttpClient http)
{
    public void Save(string url, string path, TimeSpan time, CancellationToken stop)
    {
        using Stream source = http.GetStreamAsync(url, stop).WaitAsync(time, stop).GetAwaiter().GetResult();
        using FileStream file = File.Create(path);
        source.{|AJ1009:CopyTo|}(file);
    }
}
