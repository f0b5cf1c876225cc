BEGIN TRANSACTION;
CREATE TABLE articles (
	id TEXT NOT NULL, 
	section TEXT NOT NULL, 
	published_at TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	first_seen_at TEXT NOT NULL, 
	changed_at TEXT NOT NULL, 
	withdrawn_at TEXT, 
	duplicate_of TEXT, 
	content_hash TEXT NOT NULL, 
	directory TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "articles" VALUES('2410204974','news/nation','2024-10-20T20:32:00+08:00',1,'2026-11-23T08:31:43+00:00','2026-11-23T08:31:43+00:00',NULL,NULL,'af8520e0cd8f8ffb8408a3f6f127ef6b96895be2ec86b247979ae2e7569d29fb','news/nation');
INSERT INTO "articles" VALUES('2411045909','news/nation','2024-11-04T22:38:00+08:00',1,'2026-11-23T08:31:43+00:00','2026-11-23T08:31:43+00:00',NULL,NULL,'9879aa8177df6fbaa7fed20fb634f719dd25e4b9a90909f0fe9389515f412115','news/nation');
INSERT INTO "articles" VALUES('2409203104','news/nation','2024-09-20T15:58:00+08:00',1,'2026-11-23T08:31:43+00:00','2026-11-23T08:31:43+00:00',NULL,NULL,'6443a0329174dadd231b70231b5e0dd50df352effd6bb76414309d4af8437d9b','news/nation');
CREATE TABLE bands (
	"key" INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	PRIMARY KEY ("key", id)
)
 WITHOUT ROWID

;
INSERT INTO "bands" VALUES(-2078067570,'2411045909');
INSERT INTO "bands" VALUES(-2014488106,'2411045909');
INSERT INTO "bands" VALUES(-1971090441,'2411045909');
INSERT INTO "bands" VALUES(-1965400917,'2410204974');
INSERT INTO "bands" VALUES(-1919897112,'2409203104');
INSERT INTO "bands" VALUES(-1902121474,'2411045909');
INSERT INTO "bands" VALUES(-1841188513,'2411045909');
INSERT INTO "bands" VALUES(-1740988733,'2409203104');
INSERT INTO "bands" VALUES(-1463847179,'2409203104');
INSERT INTO "bands" VALUES(-1432924880,'2411045909');
INSERT INTO "bands" VALUES(-1314718355,'2410204974');
INSERT INTO "bands" VALUES(-1295701507,'2410204974');
INSERT INTO "bands" VALUES(-1159728936,'2409203104');
INSERT INTO "bands" VALUES(-1158164816,'2410204974');
INSERT INTO "bands" VALUES(-1118584520,'2410204974');
INSERT INTO "bands" VALUES(-968531751,'2409203104');
INSERT INTO "bands" VALUES(-967732970,'2409203104');
INSERT INTO "bands" VALUES(-874591479,'2411045909');
INSERT INTO "bands" VALUES(-833059077,'2409203104');
INSERT INTO "bands" VALUES(-820550519,'2411045909');
INSERT INTO "bands" VALUES(-711738481,'2411045909');
INSERT INTO "bands" VALUES(-705546789,'2411045909');
INSERT INTO "bands" VALUES(-681911604,'2409203104');
INSERT INTO "bands" VALUES(-663898195,'2409203104');
INSERT INTO "bands" VALUES(-637606877,'2409203104');
INSERT INTO "bands" VALUES(-598517236,'2411045909');
INSERT INTO "bands" VALUES(-481551848,'2409203104');
INSERT INTO "bands" VALUES(-300854236,'2410204974');
INSERT INTO "bands" VALUES(-52869833,'2409203104');
INSERT INTO "bands" VALUES(-24891021,'2409203104');
INSERT INTO "bands" VALUES(38147915,'2410204974');
INSERT INTO "bands" VALUES(154593593,'2411045909');
INSERT INTO "bands" VALUES(176947331,'2409203104');
INSERT INTO "bands" VALUES(305742591,'2410204974');
INSERT INTO "bands" VALUES(332385320,'2411045909');
INSERT INTO "bands" VALUES(347864067,'2410204974');
INSERT INTO "bands" VALUES(849820185,'2410204974');
INSERT INTO "bands" VALUES(1038607090,'2410204974');
INSERT INTO "bands" VALUES(1061121686,'2409203104');
INSERT INTO "bands" VALUES(1231492849,'2410204974');
INSERT INTO "bands" VALUES(1303269305,'2410204974');
INSERT INTO "bands" VALUES(1354994676,'2410204974');
INSERT INTO "bands" VALUES(1608287207,'2410204974');
INSERT INTO "bands" VALUES(1626139119,'2411045909');
INSERT INTO "bands" VALUES(1669006954,'2411045909');
INSERT INTO "bands" VALUES(1789199617,'2411045909');
INSERT INTO "bands" VALUES(1914543157,'2410204974');
INSERT INTO "bands" VALUES(2028327555,'2409203104');
CREATE TABLE departures (
	section TEXT NOT NULL, 
	id TEXT NOT NULL, 
	published_at TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	first_seen_at TEXT NOT NULL, 
	changed_at TEXT NOT NULL, 
	withdrawn_at TEXT, 
	duplicate_of TEXT, 
	PRIMARY KEY (section, id)
);
CREATE TABLE events (
	seq INTEGER NOT NULL, 
	run TEXT NOT NULL, 
	at TEXT NOT NULL, 
	event TEXT NOT NULL, 
	id TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	changed TEXT NOT NULL, 
	withdrawn_at TEXT, 
	duplicate_of TEXT, 
	section TEXT, 
	PRIMARY KEY (seq), 
	FOREIGN KEY(run) REFERENCES runs (id)
);
INSERT INTO "events" VALUES(1,'20261123T083143Z-3fe36','2026-11-23T08:31:43+00:00','new','2410204974',1,'[]',NULL,NULL,'news/nation');
INSERT INTO "events" VALUES(2,'20261123T083143Z-3fe36','2026-11-23T08:31:43+00:00','new','2411045909',1,'[]',NULL,NULL,'news/nation');
INSERT INTO "events" VALUES(3,'20261123T083143Z-3fe36','2026-11-23T08:31:43+00:00','new','2409203104',1,'[]',NULL,NULL,'news/nation');
CREATE TABLE files (
	feed TEXT NOT NULL, 
	path TEXT NOT NULL, 
	rows INTEGER NOT NULL, 
	sha256 TEXT NOT NULL, 
	first_day TEXT, 
	last_day TEXT, 
	run TEXT NOT NULL, 
	size BIGINT, 
	changed_ns BIGINT, 
	PRIMARY KEY (feed, path)
);
CREATE TABLE measures (
	run TEXT NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY (run), 
	FOREIGN KEY(run) REFERENCES runs (id)
);
CREATE TABLE pages (
	id TEXT NOT NULL, 
	directory TEXT NOT NULL, 
	section TEXT NOT NULL, 
	discovered_by TEXT NOT NULL, 
	discovered_at TEXT NOT NULL, 
	discovered_in TEXT NOT NULL, 
	listed_at TEXT, 
	state TEXT NOT NULL, 
	etag TEXT, 
	last_modified TEXT, 
	checked_at TEXT, 
	next_check_at TEXT, 
	failures INTEGER NOT NULL, 
	absences INTEGER NOT NULL, 
	reason TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "pages" VALUES('2411045909','news/nation','news/nation','newsmap','2026-11-23T08:31:43+00:00','20261123T083143Z-3fe36','2024-11-04T22:38:00+08:00','fetched','"d01f72c130b9af606bffbb0c"','Mon, 04 Nov 2024 14:38:00 GMT','2026-11-23T08:31:43+00:00',NULL,0,0,NULL);
INSERT INTO "pages" VALUES('2410204974','news/nation','news/nation','listing','2026-11-23T08:31:43+00:00','20261123T083143Z-3fe36',NULL,'fetched','"70c62340c0c15524296184ff"','Sun, 20 Oct 2024 12:32:00 GMT','2026-11-23T08:31:43+00:00',NULL,0,0,NULL);
INSERT INTO "pages" VALUES('2410054039','news/nation','news/nation','listing','2026-11-23T08:31:43+00:00','20261123T083143Z-3fe36',NULL,'pending',NULL,NULL,NULL,NULL,0,0,NULL);
INSERT INTO "pages" VALUES('2409203104','news/nation','news/nation','listing','2026-11-23T08:31:43+00:00','20261123T083143Z-3fe36',NULL,'fetched','"b79e5f2a4ab9156e00786f52"','Fri, 20 Sep 2024 07:58:00 GMT','2026-11-23T08:31:43+00:00',NULL,0,0,NULL);
INSERT INTO "pages" VALUES('2409130001','news/nation','news/nation','listing','2026-11-23T08:31:43+00:00','20261123T083143Z-3fe36',NULL,'pending',NULL,NULL,NULL,NULL,0,0,NULL);
CREATE TABLE revisions (
	id TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	published_at TEXT NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY (id, revision)
);
INSERT INTO "revisions" VALUES('2410204974',1,'2024-10-20T20:32:00+08:00','{"schema_version": 1, "id": "2410204974", "url": "https://www.shine.cn/news/nation/2410204974/", "section": "news/nation", "section_path": ["News", "Nation"], "title": "Shuiyang brings in record crop of soybeans", "summary": null, "byline": "Gu Yilan", "authors": ["Gu Yilan"], "agency": null, "published_at": "2024-10-20T20:32:00+08:00", "published_source": "time-line", "body": "Shuiyang County in Heilongjiang Province reports a harvest of 520,000 tonnes of soybeans, a record, according to figures released on Sunday.\n\nSome 836 people were consulted, most of them living within 14 kilometers.\n\nNearly 59 percent of those asked had never heard of it a year ago. Buyers pay 4.66 yuan a kilogram, 10 percent more than last year.\n\nCooperatives share 32 drying halls, open day and night until the end of August.\n\nStraw is pressed into bales for 14 paper mills and power plants. Yields reached 6.66 tonnes per hectare on demonstration plots.\n\n\"My grandfather cut this field in 10 days; yesterday it was done before lunch,\" said Mo Xiuqin, manager of the station.", "images": [{"url": "https://obj.shine.cn/files/2024/10/20/4d1fe9bf-172b-46ec-bea4-10a11177854f_0.jpg", "caption": null, "credit": null}], "videos": [], "source": "SHINE", "editor": "Cui Zhaoyu", "tags": [], "comment_count": 0, "word_count": 115, "language": "en", "content_hash": "af8520e0cd8f8ffb8408a3f6f127ef6b96895be2ec86b247979ae2e7569d29fb", "revision": 1, "first_seen_at": "2026-11-23T08:31:43+00:00", "changed_at": "2026-11-23T08:31:43+00:00", "withdrawn_at": null, "duplicate_of": null, "provenance": {"fetched_url": "http://127.0.0.1:39643/news/nation/2410204974/", "fetched_at": "2026-11-23T08:31:43+00:00", "status": 200, "etag": "\"70c62340c0c15524296184ff\"", "last_modified": "Sun, 20 Oct 2024 12:32:00 GMT", "discovered_by": "listing", "run": "20261123T083143Z-3fe36", "extractor": "2", "sources": {"id": "address:id", "url": "address:url", "section": "address:section", "section_path": "landmark:crumb", "title": "meta:og:title", "byline": "landmark:byline", "published_at": "landmark:time_line", "body": "landmark:paragraphs", "images": "landmark:images", "source": "landmark:source", "editor": "landmark:editor", "comment_count": "landmark:comment_count"}, "disagreements": {}}}');
INSERT INTO "revisions" VALUES('2411045909',1,'2024-11-04T22:38:00+08:00','{"schema_version": 1, "id": "2411045909", "url": "https://www.shine.cn/news/nation/2411045909/", "section": "news/nation", "section_path": ["News", "Nation"], "title": "Survey finds 43 kinds of waterbird along the Qingxi River", "summary": "A patient count before dawn tells of a river on the mend in Hainan Province.", "byline": "Xinhua", "authors": [], "agency": "Xinhua", "published_at": "2024-11-04T22:38:00+08:00", "published_source": "time-line", "body": "A survey along the Qingxi River has found 43 species of waterbird, the most since counting began in Hainan Province, researchers said on Monday.\n\nThe cost, put at 67 million yuan, is shared by the province and Taoyuan County. Among the birds were 29 black-faced spoonbills, a species under first-class state protection. Visitors may watch from 4 hides, and only before nine in the morning. Cameras powered by the sun send pictures to a small office in Yunhe County every 11 minutes. The count lasted 7 days and was made from 34 fixed points, most of them reached by boat. Farmers around the marsh have left 531 hectares of rice stubble unploughed, so that the birds find grain.\n\n\"We used to hear them before we saw them; now there are mornings when we do both,\" said Bao Lianhua, a retired teacher.\n\nRings on 18 of the birds showed that they had hatched more than 2,211 kilometers to the north. Organizers said 5 other cities had asked to see the figures. Fishing has been banned in the inner ponds since February, and 19 kilometers of fence were taken down.", "images": [{"url": "https://obj.shine.cn/files/2024/11/04/e7afa42f-9282-4da1-89b1-c617f1fa6016_0.jpg", "caption": null, "credit": "Xinhua"}], "videos": [], "source": "Xinhua", "editor": "Feng Qiuhe", "tags": ["Birds"], "comment_count": 1, "word_count": 188, "language": "en", "content_hash": "9879aa8177df6fbaa7fed20fb634f719dd25e4b9a90909f0fe9389515f412115", "revision": 1, "first_seen_at": "2026-11-23T08:31:43+00:00", "changed_at": "2026-11-23T08:31:43+00:00", "withdrawn_at": null, "duplicate_of": null, "provenance": {"fetched_url": "http://127.0.0.1:39643/news/nation/2411045909/", "fetched_at": "2026-11-23T08:31:43+00:00", "status": 200, "etag": "\"d01f72c130b9af606bffbb0c\"", "last_modified": "Mon, 04 Nov 2024 14:38:00 GMT", "discovered_by": "newsmap", "run": "20261123T083143Z-3fe36", "extractor": "2", "sources": {"id": "address:id", "url": "address:url", "section": "address:section", "section_path": "landmark:crumb", "title": "meta:og:title", "summary": "landmark:summary", "byline": "landmark:byline", "published_at": "landmark:time_line", "body": "landmark:paragraphs", "images": "landmark:images", "source": "landmark:source", "editor": "landmark:editor", "tags": "landmark:tags", "comment_count": "landmark:comment_count"}, "disagreements": {}}}');
INSERT INTO "revisions" VALUES('2409203104',1,'2024-09-20T15:58:00+08:00','{"schema_version": 1, "id": "2409203104", "url": "https://www.shine.cn/news/nation/2409203104/", "section": "news/nation", "section_path": ["News", "Nation"], "title": "Archeologists unearth ancient kiln near Hohhot", "summary": null, "byline": "Xinhua", "authors": [], "agency": "Xinhua", "published_at": "2024-09-20T15:58:00+08:00", "published_source": "time-line", "body": "Archeologists have unearthed a pottery kiln more than 2,477 years old on the outskirts of Hohhot, Inner Mongolia Autonomous Region, the excavation team said on Friday.\n\nFingerprints in the clay of 7 shards have been scanned, and may tell the age of the potters. A drainage ditch 44 meters long suggests that the workshop was planned as a whole. Soil from the lowest layer will be dated by a laboratory in Hohhot, which expects results in June.\n\nThe road will now pass 82 meters to the south, at an extra cost of 9 million yuan. The plan was first put forward in June and revised 6 times after public comment.\n\n\"The failures interest us most: 53 cracked jars, thrown into one pit,\" said Qiu Wenshan, a researcher with the provincial academy.\n\nThe site covers 7,572 square meters, of which only a third has been opened. The cost, put at 26 million yuan, is shared by the province and Shuiyang County.\n\nAsh in the firing chamber points to pine and chestnut, cut within 6 kilometers.", "images": [], "videos": [], "source": "Xinhua", "editor": null, "tags": ["Archeology", "Heritage"], "comment_count": 0, "word_count": 174, "language": "en", "content_hash": "6443a0329174dadd231b70231b5e0dd50df352effd6bb76414309d4af8437d9b", "revision": 1, "first_seen_at": "2026-11-23T08:31:43+00:00", "changed_at": "2026-11-23T08:31:43+00:00", "withdrawn_at": null, "duplicate_of": null, "provenance": {"fetched_url": "http://127.0.0.1:39643/news/nation/2409203104/", "fetched_at": "2026-11-23T08:31:43+00:00", "status": 200, "etag": "\"b79e5f2a4ab9156e00786f52\"", "last_modified": "Fri, 20 Sep 2024 07:58:00 GMT", "discovered_by": "listing", "run": "20261123T083143Z-3fe36", "extractor": "2", "sources": {"id": "address:id", "url": "address:url", "section": "address:section", "section_path": "landmark:crumb", "title": "meta:og:title", "byline": "landmark:byline", "published_at": "landmark:time_line", "body": "landmark:paragraphs", "source": "landmark:source", "tags": "landmark:tags", "comment_count": "landmark:comment_count"}, "disagreements": {}}}');
CREATE TABLE runs (
	id TEXT NOT NULL, 
	spider TEXT NOT NULL, 
	started_at TEXT NOT NULL, 
	finished_at TEXT, 
	published_at TEXT, 
	exit_code INTEGER, 
	PRIMARY KEY (id)
);
INSERT INTO "runs" VALUES('20261123T083143Z-3fe36','nation','2026-11-23T08:31:43+00:00',NULL,NULL,NULL);
CREATE TABLE store (
	version INTEGER NOT NULL, 
	likeness TEXT, 
	PRIMARY KEY (version)
);
INSERT INTO "store" VALUES(6,'1.2');
CREATE TABLE validators (
	section TEXT NOT NULL, 
	path TEXT NOT NULL, 
	etag TEXT, 
	last_modified TEXT, 
	PRIMARY KEY (section, path)
);
INSERT INTO "validators" VALUES('news/nation','/sitemap-news.xml','"1eb0179e9987a82097c599a0"','Mon, 11 Nov 2024 01:00:00 GMT');
INSERT INTO "validators" VALUES('news/nation','/news/nation/','"7348d279a93bb0fb3516c650"','Mon, 11 Nov 2024 01:00:00 GMT');
CREATE TABLE visits (
	run TEXT NOT NULL, 
	id TEXT NOT NULL, 
	at TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	reason TEXT, 
	PRIMARY KEY (run, id), 
	FOREIGN KEY(run) REFERENCES runs (id)
);
INSERT INTO "visits" VALUES('20261123T083143Z-3fe36','2410204974','2026-11-23T08:31:43+00:00','new',NULL);
INSERT INTO "visits" VALUES('20261123T083143Z-3fe36','2411045909','2026-11-23T08:31:43+00:00','new',NULL);
INSERT INTO "visits" VALUES('20261123T083143Z-3fe36','2409203104','2026-11-23T08:31:43+00:00','new',NULL);
CREATE TABLE walks (
	section TEXT NOT NULL, 
	path TEXT NOT NULL, 
	began_at TEXT, doubted_at TEXT, 
	PRIMARY KEY (section, path)
);
CREATE INDEX pages_due ON pages (section, state, next_check_at);
CREATE INDEX pages_pending ON pages (section, id) WHERE state = 'pending';
CREATE INDEX articles_by_publication ON articles (section, published_at, id);
CREATE INDEX ix_events_run ON events (run);
CREATE INDEX ix_events_id ON events (id);
COMMIT;
