// Lucene asked what the other engines are asked; the conversation is that of engine.h.
//
//   java -cp JARS LucenePeer.java version | build RECORDS INDEX | serve INDEX

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.LabelAndValue;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.Version;

public class LucenePeer {
    private static final String[] FACETS = {"city", "role", "session"};
    private static final int TOP = 10;

    private static FacetsConfig facetsConfig() {
        FacetsConfig config = new FacetsConfig();
        for (String facet : FACETS) {
            // A field each, as its users who care for speed have it: counting one does not read the others.
            config.setIndexFieldName(facet, "$" + facet);
        }
        return config;
    }

    private static void build(Path records, Path index) throws IOException {
        FacetsConfig facets = facetsConfig();
        IndexWriterConfig config = new IndexWriterConfig(new WhitespaceAnalyzer());
        config.setOpenMode(IndexWriterConfig.OpenMode.CREATE).setRAMBufferSizeMB(256);
        try (BufferedReader in = Files.newBufferedReader(records);
                FSDirectory directory = FSDirectory.open(index);
                IndexWriter writer = new IndexWriter(directory, config)) {
            for (String line; (line = in.readLine()) != null; ) {
                String[] fields = line.split("\t", 4);
                Document document = new Document();
                for (int i = 0; i < FACETS.length; ++i) {
                    document.add(new SortedSetDocValuesFacetField(FACETS[i], fields[i]));
                }
                document.add(new TextField("text", fields[3], Field.Store.NO));
                document.add(new StoredField("stored", fields[3]));
                writer.addDocument(facets.build(document));
            }
            writer.forceMerge(1);
        }
    }

    private final IndexSearcher searcher;
    private final List<SortedSetDocValuesReaderState> states = new ArrayList<>();

    private LucenePeer(Path index) throws IOException {
        DirectoryReader reader = DirectoryReader.open(MMapDirectory.open(index));
        searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null); // the other engines remember no answers either
        for (String facet : FACETS) {
            states.add(new DefaultSortedSetDocValuesReaderState(reader, "$" + facet));
        }
    }

    private static boolean wantsFacets(String kind) {
        return kind.startsWith("F");
    }

    private static Query query(String kind, String[] words) {
        if (kind.equals("P2")) {
            return new PhraseQuery("text", words);
        }
        if (words.length == 1) {
            return new TermQuery(new Term("text", words[0]));
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (String word : words) {
            BooleanClause.Occur occur = kind.equals("O3") ? BooleanClause.Occur.SHOULD : BooleanClause.Occur.MUST;
            all.add(new TermQuery(new Term("text", word)), occur);
        }
        return all.build();
    }

    /** The most frequent values of each facet. */
    private List<FacetResult> facets(Query query) throws IOException {
        FacetsCollector found = new FacetsCollector();
        FacetsCollector.search(searcher, query, TOP, found);
        List<FacetResult> results = new ArrayList<>();
        for (int i = 0; i < FACETS.length; ++i) {
            results.add(new SortedSetDocValuesFacetCounts(states.get(i), found).getTopChildren(TOP, FACETS[i]));
        }
        return results;
    }

    private void answer(String kind, Query query) throws IOException {
        if (wantsFacets(kind)) {
            facets(query);
        } else {
            searcher.search(query, TOP);
        }
    }

    private String count(String kind, Query query) throws IOException {
        StringBuilder line = new StringBuilder(String.valueOf(searcher.count(query)));
        if (wantsFacets(kind)) {
            String between = "\t";
            for (FacetResult facet : facets(query)) {
                line.append(between);
                between = ";";
                LabelAndValue[] values = facet == null ? new LabelAndValue[0] : facet.labelValues;
                for (int i = 0; i < values.length; ++i) {
                    line.append(i == 0 ? "" : ",").append(values[i].value);
                }
            }
        }
        return line.toString();
    }

    private void serve() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        for (String what; (what = in.readLine()) != null; ) {
            List<String[]> questions = new ArrayList<>();
            for (String line; (line = in.readLine()) != null && !line.isEmpty(); ) {
                questions.add(line.split("[\t ]"));
            }
            String[] lines = new String[questions.size()];
            for (int i = 0; i < lines.length; ++i) {
                String kind = questions.get(i)[0];
                String[] words = Arrays.copyOfRange(questions.get(i), 1, questions.get(i).length);
                if (what.equals("time")) {
                    long begin = System.nanoTime();
                    answer(kind, query(kind, words));
                    lines[i] = String.valueOf(System.nanoTime() - begin);
                } else {
                    lines[i] = count(kind, query(kind, words));
                }
            }
            for (String line : lines) {
                out.print(line + "\n");
            }
            out.print("\n");
            out.flush();
        }
    }

    public static void main(String[] arguments) throws IOException {
        String command = arguments.length == 0 ? "" : arguments[0];
        if (command.equals("version") && arguments.length == 1) {
            System.out.println("Lucene " + Version.LATEST + ", Java " + System.getProperty("java.version"));
        } else if (command.equals("build") && arguments.length == 3) {
            build(Path.of(arguments[1]), Path.of(arguments[2]));
        } else if (command.equals("serve") && arguments.length == 2) {
            new LucenePeer(Path.of(arguments[1])).serve();
        } else {
            System.err.println("usage: LucenePeer version | build RECORDS INDEX | serve INDEX");
            System.exit(2);
        }
    }
}
