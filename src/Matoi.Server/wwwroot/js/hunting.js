// The query editor: Monaco with the words of KQL, completion from the server's schema, and the server's own errors under the text.
(() => {
  'use strict';
  const base = '/_content/BlazorMonaco/lib/monaco-editor/min/vs';
  let ready;
  let schema = { tables: [], functions: [], aggregates: [], operators: [] };

  const load = () => ready ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `${base}/loader.js`;
    script.onerror = () => reject(new Error('the editor could not be loaded'));
    script.onload = () => {
      window.require.config({ paths: { vs: base }, 'vs/nls': { availableLanguages: { '*': document.documentElement.lang === 'ja' ? 'ja' : '' } } });
      window.require(['vs/editor/editor.main'], () => {
        try {
          language();
          resolve(window.monaco);
        } catch (error) {
          reject(error);
        }
      }, reject);
    };
    document.head.append(script);
  });

  const language = () => {
    monaco.languages.register({ id: 'kql' });
    monaco.languages.setLanguageConfiguration('kql', {
      comments: { lineComment: '//' },
      brackets: [['(', ')'], ['[', ']'], ['{', '}']],
      autoClosingPairs: ['()', '[]', '{}', '""', "''"].map(p => ({ open: p[0], close: p[1] })),
      wordPattern: /[A-Za-z_$][\w-]*/,
    });
    monaco.languages.setMonarchTokensProvider('kql', {
      ignoreCase: false,
      operators: ['and', 'or', 'in', 'between', 'has', 'has_any', 'has_all', 'has_cs', 'hasprefix', 'hassuffix', 'contains', 'contains_cs', 'startswith', 'startswith_cs', 'endswith', 'endswith_cs', 'matches', 'regex', 'by', 'on', 'to', 'from', 'step', 'with', 'of', 'asc', 'desc', 'nulls', 'first', 'last', 'kind', 'typeof', 'isfuzzy', 'withsource', 'default', 'limit'],
      tabular: ['where', 'extend', 'project', 'summarize', 'join', 'union', 'distinct', 'sort', 'order', 'top', 'take', 'count', 'mv', 'expand', 'apply', 'parse', 'make', 'series', 'evaluate', 'lookup', 'invoke', 'serialize', 'search', 'find', 'range', 'print', 'render', 'as', 'getschema', 'partition', 'scan', 'let', 'datatable', 'externaldata', 'materialize', 'toscalar', 'set', 'sample', 'reduce', 'fork', 'facet', 'away', 'keep', 'rename', 'reorder'],
      constants: ['true', 'false', 'null'],
      types: ['string', 'long', 'int', 'real', 'bool', 'datetime', 'timespan', 'dynamic', 'guid', 'decimal', 'double', 'date', 'time'],
      tokenizer: {
        root: [
          [/\/\/.*$/, 'comment'],
          // An at sign would name another rule here.
          [/[\x40hH]*"(?:[^"\\]|\\.)*"|[\x40hH]*'(?:[^'\\]|\\.)*'/, 'string'],
          [/\b\d+(\.\d+)?(d|h|m|s|ms|microsecond|tick)\b/, 'number'],
          [/\b\d+(\.\d+)?([eE][+-]?\d+)?\b/, 'number'],
          [/[A-Za-z_$][\w]*(?=\s*\()/, { cases: { '@operators': 'operator', '@tabular': 'keyword', '@types': 'type', '@default': 'function' } }],
          [/[A-Za-z_$][\w]*/, { cases: { '@operators': 'operator', '@tabular': 'keyword', '@constants': 'constant', '@types': 'type', '@default': 'identifier' } }],
          [/[|;,]/, 'delimiter'],
          [/[=!<>~+\-*/%]+/, 'operator'],
        ],
      },
    });
    monaco.languages.registerCompletionItemProvider('kql', { triggerCharacters: ['|', ' ', '.'], provideCompletionItems: complete });
    theme();
    new MutationObserver(theme).observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', theme);
  };

  const theme = () => {
    const style = getComputedStyle(document.documentElement);
    const colour = name => style.getPropertyValue(name).trim();
    const word = name => colour(name).replace('#', '');
    const chosen = document.documentElement.dataset.theme;
    const dark = chosen === 'dark' || chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches;
    monaco.editor.defineTheme('matoi', {
      base: dark ? 'vs-dark' : 'vs', inherit: true,
      rules: [
        { token: 'keyword', foreground: word('--ai'), fontStyle: 'bold' }, { token: 'operator', foreground: word('--ai') }, { token: 'function', foreground: word('--medium') },
        { token: 'string', foreground: word('--good') }, { token: 'number', foreground: word('--high') }, { token: 'constant', foreground: word('--high') },
        { token: 'comment', foreground: word('--sumi-3'), fontStyle: 'italic' }, { token: 'type', foreground: word('--low') },
        { token: 'identifier', foreground: word('--sumi') }, { token: 'delimiter', foreground: word('--sumi-2') },
      ],
      colors: { 'editor.background': colour('--raised'), 'editor.foreground': colour('--sumi'), 'editorLineNumber.foreground': colour('--sumi-3'), 'editorCursor.foreground': colour('--ai') },
    });
    monaco.editor.setTheme('matoi');
  };

  const complete = (model, position) => {
    const word = model.getWordUntilPosition(position);
    const range = { startLineNumber: position.lineNumber, endLineNumber: position.lineNumber, startColumn: word.startColumn, endColumn: word.endColumn };
    const before = model.getValueInRange({ startLineNumber: 1, startColumn: 1, endLineNumber: position.lineNumber, endColumn: word.startColumn });
    const kinds = monaco.languages.CompletionItemKind;
    const items = (names, kind, detail, order) => names.map(n => ({ label: n, kind, detail, insertText: n, range, sortText: order + n }));
    if (/\|\s*$/.test(before)) {
      return { suggestions: items(schema.operators, kinds.Keyword, '', 'a') };
    }
    const text = model.getValue();
    const lets = [...text.matchAll(/\blet\s+([A-Za-z_]\w*)/g)].map(m => m[1]);
    const used = schema.tables.filter(t => new RegExp(`\\b${t.name}\\b`).test(text));
    const columns = used.flatMap(t => (t.columns ?? []).map(c => ({ label: c.name, kind: kinds.Field, detail: `${t.name}: ${c.type}`, insertText: /^\w+$/.test(c.name) ? c.name : `['${c.name}']`, range, sortText: 'b' + c.name })));
    const made = [...text.matchAll(/(?:extend|summarize|project|by|,)\s+([A-Za-z_]\w*)\s*=/g)].map(m => m[1]);
    const start = /(^|;|\(|union|join[^|]*|,)\s*$/.test(before);
    return {
      suggestions: [
        ...items([...new Set(lets)], kinds.Variable, 'let', 'a'),
        ...columns,
        ...items([...new Set(made)], kinds.Field, '', 'b'),
        ...schema.tables.filter(t => start || word.word).map(t => ({ label: t.name, kind: kinds.Class, detail: t.stored ? '' : '∅', insertText: t.name, range, sortText: (start ? 'a' : 'd') + (t.stored ? '0' : '1') + t.name })),
        ...items(schema.functions, kinds.Function, '', 'c'),
        ...items(schema.aggregates ?? [], kinds.Function, '', 'c'),
      ],
    };
  };

  const editors = new Map();

  window.matoiHunting = {
    async open(id, ref, text, label) {
      const host = document.getElementById(id);
      const monaco = await load();
      const editor = monaco.editor.create(host, {
        value: text, language: 'kql', theme: 'matoi', minimap: { enabled: false }, automaticLayout: true, fontSize: 13, lineNumbers: 'on', lineNumbersMinChars: 3, scrollBeyondLastLine: false,
        wordWrap: 'on', tabSize: 2, ariaLabel: label, fixedOverflowWidgets: true, padding: { top: 8, bottom: 8 }, scrollbar: { alwaysConsumeMouseWheel: false }, renderLineHighlight: 'none', tabFocusMode: false,
      });
      editors.set(id, editor);
      editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter, () => ref.invokeMethodAsync('Run', editor.getValue()));
      editor.addCommand(monaco.KeyMod.Shift | monaco.KeyCode.Enter, () => ref.invokeMethodAsync('Run', editor.getValue()));
      let timer;
      const check = async () => {
        const found = await ref.invokeMethodAsync('Check', editor.getValue());
        monaco.editor.setModelMarkers(editor.getModel(), 'kql', found.map(f => ({ severity: monaco.MarkerSeverity.Error, startLineNumber: f.line, startColumn: f.column, endLineNumber: f.endLine, endColumn: f.endColumn, message: f.message, code: f.code })));
      };
      editor.onDidChangeModelContent(() => {
        clearTimeout(timer);
        timer = setTimeout(check, 350);
      });
      const answer = await fetch('/api/v1/kql/schema', { credentials: 'same-origin' });
      if (answer.ok) {
        schema = await answer.json();
      }
      await check();
    },
    text: id => editors.get(id)?.getValue() ?? '',
    set: (id, text) => {
      editors.get(id)?.setValue(text);
      editors.get(id)?.focus();
    },
    go: (id, line, column) => {
      const editor = editors.get(id);
      editor?.setPosition({ lineNumber: line, column });
      editor?.revealPositionInCenter({ lineNumber: line, column });
      editor?.focus();
    },
    close: id => {
      editors.get(id)?.dispose();
      editors.delete(id);
    },
    save: (name, type, text) => {
      const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob([text], { type })), download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    },
  };
})();
