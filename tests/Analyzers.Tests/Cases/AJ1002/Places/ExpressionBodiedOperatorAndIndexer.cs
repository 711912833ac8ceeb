using Amazon.Lambda.Core;

public class Cache(HttpClient http)
{
    public Task<string> this[string key] => http.{|AJ1002:GetStringAsync|}("cache/" + key);
}
